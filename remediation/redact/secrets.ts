/**
 * What must not leave a log: keys, tokens, passwords, people's addresses, names of machines
 *
 * Each expression is bounded and begins with something particular, so that a line takes time linear in its length. The order matters: particular kinds
 * first, "anything behind the word password" last.
 */
export interface SecretKind {
  readonly name: string;
  readonly pattern: RegExp;
  /** What stays before the secret: a name, a sign. */
  readonly keeps?: (found: string) => string;
}

const uptoValue = (found: string): string => /^[\s\S]{0,80}?(?:[:=]["' ]{0,3}|[ ])/.exec(found)?.[0] ?? "";

export const secretKinds: readonly SecretKind[] = [
  {
    name: "private key",
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s\\n]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  },
  { name: "certificate", pattern: /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s\\n]{0,8000}(?:-----END CERTIFICATE-----)?/g },
  { name: "json web token", pattern: /\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{0,1000})?/g },
  { name: "github token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/g },
  { name: "gitlab token", pattern: /\bgl(?:pat|ptt|dt|rt|cbt|soat)-[A-Za-z0-9_-]{16,64}/g },
  { name: "aws key id", pattern: /\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA)[A-Z0-9]{16}\b/g },
  { name: "aws secret", pattern: /\baws_?(?:secret)?_?(?:access)?_?key["' ]{0,2}[:=]["' ]{0,2}[A-Za-z0-9/+=]{30,64}/gi, keeps: uptoValue },
  { name: "google api key", pattern: /\bAIza[A-Za-z0-9_-]{30,45}/g },
  { name: "google oauth token", pattern: /\bya29\.[A-Za-z0-9_-]{20,1000}/g },
  { name: "google oauth secret", pattern: /\bGOCSPX-[A-Za-z0-9_-]{20,40}/g },
  { name: "slack token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/g },
  { name: "slack webhook", pattern: /hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,120}/g },
  { name: "discord webhook", pattern: /discord(?:app)?\.com\/api\/webhooks\/[A-Za-z0-9/_-]{20,160}/g },
  { name: "stripe key", pattern: /\b[rsp]k_(?:live|test)_[A-Za-z0-9]{10,200}/g },
  { name: "openai key", pattern: /\bsk-(?:proj-|ant-|svcacct-|or-)?[A-Za-z0-9_-]{20,250}/g },
  { name: "hugging face token", pattern: /\b(?:hf|api_org)_[A-Za-z0-9]{20,80}/g },
  { name: "npm token", pattern: /\bnpm_[A-Za-z0-9]{30,60}/g },
  { name: "pypi token", pattern: /\bpypi-[A-Za-z0-9_-]{30,250}/g },
  { name: "docker token", pattern: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,80}/g },
  { name: "databricks token", pattern: /\bdapi[a-f0-9]{32}(?:-\d)?\b/g },
  { name: "digital ocean token", pattern: /\bdo[opr]_v1_[a-f0-9]{40,80}/g },
  { name: "sendgrid key", pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/g },
  { name: "twilio key", pattern: /\b(?:SK|AC)[a-f0-9]{32}\b/g },
  { name: "telegram token", pattern: /\b\d{8,10}:AA[A-Za-z0-9_-]{30,40}/g },
  { name: "vault token", pattern: /\b(?:hvs|hvb|hvr)\.[A-Za-z0-9_-]{20,200}/g },
  { name: "grafana token", pattern: /\bgl(?:sa|c)_[A-Za-z0-9+/=_]{20,200}/g },
  { name: "age key", pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{40,70}/g },
  { name: "azure signature", pattern: /\b(?:sig|se|skoid|AccountKey|SharedAccessKey)=[A-Za-z0-9%+/=_-]{16,200}/g, keeps: uptoValue },
  {
    name: "signed url",
    pattern: /\bX-(?:Amz|Goog)-(?:Signature|Credential|Security-Token)=[A-Za-z0-9%+/=_.-]{8,2000}/gi,
    keeps: uptoValue,
  },
  {
    name: "credentials in a url",
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{0,100}:[^\s@/'"]{1,200}@/gi,
    keeps: (found) => found.slice(0, found.indexOf("://") + 3),
  },
  {
    name: "authorization",
    pattern:
      /\b(?:authorization|proxy-authorization)["' ]{0,2}[:=]["' ]{0,2}(?:basic|bearer|token|digest)?\s{0,2}[A-Za-z0-9._~+/=-]{6,2000}/gi,
    keeps: uptoValue,
  },
  { name: "bearer token", pattern: /\bbearer\s{1,3}[A-Za-z0-9._~+/=-]{12,2000}/gi, keeps: uptoValue },
  { name: "cookie", pattern: /\b(?:set-)?cookie["' ]{0,2}[:=]\s{0,3}[^\r\n]{4,2000}/gi, keeps: uptoValue },
  {
    name: "password",
    pattern:
      /[\w.-]{0,40}(?:passw(?:or)?d|passwd|passphrase|secret|token(?!iz|s\b)|api_?key|apikey|access_?key|private_?key|client_?secret|credential|pwd)[\w.-]{0,20}["' ]{0,2}(?:=|:(?!:))["' ]{0,3}[^\s"',;&]{6,400}/gi,
    keeps: (found) => /^[\w.-]{1,80}["' ]{0,2}[:=]["' ]{0,3}/.exec(found)?.[0] ?? "",
  },
  {
    name: "e-mail",
    pattern: /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}/g,
  },
  { name: "account", pattern: /\barn:aws[a-z-]{0,12}:[a-z0-9-]{1,32}:[a-z0-9-]{0,20}:\d{12}/g, keeps: (found) => found.slice(0, -12) },
  {
    name: "host",
    pattern:
      /(?<![\w.-])(?:[A-Za-z0-9-]{1,63}\.){1,8}(?:internal|local|corp|lan|intranet|intra|private|home|svc|localdomain)(?:\.[a-z]{2,10}){0,2}\b(?![\w-])/g,
  },
  { name: "host", pattern: /(?<![\w.-])ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?:\.[a-z0-9-]{1,40}){0,6}/g },
  { name: "address", pattern: /(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])/g },
  { name: "address", pattern: /(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])/gi },
  { name: "telephone number", pattern: /(?<![\w+])\+\d{1,3}[ -]\d{2,4}[ -]\d{3,4}[ -]\d{3,4}(?!\d)/g },
  { name: "card number", pattern: /(?<!\d)(?:4\d{3}|5[1-5]\d{2}|3[47]\d{2})[ -]\d{4,6}[ -]\d{4,5}(?:[ -]\d{4})?(?!\d)/g },
];
