/** What stands for something else in the text of a parameter that comes with a run. */
const macro = /\[\[(?:RunUUID|ScheduledTime|CurrentTime|Index)\]\]|\[\[(?:ScheduledTime|CurrentTime)\..*?\]\]/;

/**
 * The first part of a text that the server would replace, if there is one
 *
 * Source: kubeflow/pipelines 2.17.0, backend/src/common/util/parameter_formatter.go, apiserver/template/v2_template.go
 */
export function serverMacro(text: string): string | undefined {
  return macro.exec(text)?.[0];
}
