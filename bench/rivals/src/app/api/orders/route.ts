import { userOf } from "../../../auth";
import { send } from "../../../next";
import { list, post } from "../../../orders";

export async function GET(request: Request) {
  const include = new URL(request.url).searchParams.get("include");
  return send(request, async () => list(await userOf(request.headers), include));
}

export async function POST(request: Request) {
  return send(request, async () =>
    post(await userOf(request.headers), await request.json()),
  );
}
