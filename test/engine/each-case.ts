/** Does the same with all members of a list, so many at a time. */
export async function eachCase<T>(list: readonly T[], jobs: number, act: (member: T) => Promise<void>): Promise<void> {
  const queue = [...list];
  const worker = async (): Promise<void> => {
    for (let member = queue.shift(); member !== undefined; member = queue.shift()) await act(member);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
}
