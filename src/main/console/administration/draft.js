// @ts-check
/** A policy that is being changed. */

/** @param {Record<string, any>} policy @returns {Record<string, any>} */
export const copy = (policy) => JSON.parse(JSON.stringify(policy));

/**
 * The settings that are otherwise; null for one that is taken away.
 * @param {{policy: Record<string, any>, saved: Record<string, any>}} draft @returns {Record<string, any>}
 */
export function changed({ policy, saved }) {
  const names = [...new Set([...Object.keys(saved), ...Object.keys(policy)])];
  return Object.fromEntries(names.filter((name) => JSON.stringify(policy[name]) !== JSON.stringify(saved[name]))
    .map((name) => [name, policy[name] ?? null]));
}

/**
 * Calls something once nothing has changed for a moment; answers to older calls are dropped.
 * @template T
 * @param {() => Promise<T>} ask @param {(answer: T) => void} done @param {(error: unknown) => void} failed @param {number} [quiet] milliseconds
 */
export function settled(ask, done, failed, quiet = 250) {
  let turn = 0;
  let timer = 0;
  return () => {
    const mine = ++turn;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        const answer = await ask();
        if (mine === turn) done(answer);
      } catch (error) {
        if (mine === turn) failed(error);
      }
    }, quiet);
  };
}
