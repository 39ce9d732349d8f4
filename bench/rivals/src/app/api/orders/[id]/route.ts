import { userOf } from "../../../../auth";
import { send } from "../../../../next";
import { get } from "../../../../orders";

export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
) {
  const { id } = await params;
  return send(request, async () => get(await userOf(request.headers), id));
}
