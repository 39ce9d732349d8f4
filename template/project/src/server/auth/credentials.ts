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
