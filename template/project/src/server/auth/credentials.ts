/** The token of `Authorization: Bearer ...`. */
export function bearerToken(headers: Headers): string | null {
  const [, token] =
    /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return token ?? null;
}

/** What a program sends as `X-API-Key: ...`. */
export function keyHeader(headers: Headers): string | null {
  return headers.get("x-api-key");
}

/** Whether anything says who is calling. */
export function hasCredentials(headers: Headers): boolean {
  const names = ["authorization", "cookie", "x-api-key"];
  return names.some((name) => headers.has(name));
}
