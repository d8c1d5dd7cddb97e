/** An image by the name that CI pins to a digest in `images.lock.toml`. */
export interface Image {
  /** The name in the lock. */
  readonly image: string;
}

/** The image that `images.lock.toml` has under `name`; `millwright images set NAME=REPOSITORY:TAG@DIGEST` writes it. */
export function image(name: string): Image {
  return { image: name };
}
