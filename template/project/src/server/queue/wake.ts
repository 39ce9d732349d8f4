type Bell = { isDue: boolean; answer?: () => void };

/** One per process, even if modules are evaluated again. */
const shared = globalThis as unknown as { bells?: Map<string, Bell> };

const bells = (shared.bells ??= new Map<string, Bell>());

function bellOf(queue: string): Bell {
  const bell = bells.get(queue) ?? { isDue: false };
  bells.set(queue, bell);
  return bell;
}

/** Lets this process, if it works through the queue, look for work at once. */
export function wake(queue: string): void {
  const bell = bellOf(queue);
  bell.isDue = true;
  bell.answer?.();
}

/** Waits until there may be work, or for this many milliseconds. */
export async function idle(queue: string, milliseconds: number): Promise<void> {
  const bell = bellOf(queue);
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
