/** One per process, even if modules are evaluated again. */
const shared = globalThis as unknown as {
  outboxBell?: { isDue: boolean; answer?: () => void };
};

const bell = (shared.outboxBell ??= { isDue: false });

/** Lets the dispatcher of this process, if it has one, look for work at once. */
export function wake(): void {
  bell.isDue = true;
  bell.answer?.();
}

/** Waits until there may be work, or for this many milliseconds. */
export async function idle(milliseconds: number): Promise<void> {
  if (!bell.isDue) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      bell.answer = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  bell.isDue = false;
}
