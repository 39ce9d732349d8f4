const ids = new WeakMap<Request, string>();

/** The X-Request-Id of the caller, if valid, or a new id. */
export function requestIdOf(request: Request): string {
  const assigned = ids.get(request);
  if (assigned) return assigned;
  const sent = request.headers.get("x-request-id");
  const isPlausible = sent !== null && /^[\w-]{8,64}$/.test(sent);
  const id = isPlausible ? sent : crypto.randomUUID();
  ids.set(request, id);
  return id;
}
