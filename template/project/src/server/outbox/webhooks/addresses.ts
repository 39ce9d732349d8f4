import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Networks that are not public: private, local, shared, reserved, of documentation, multicast. */
const ipv4: [network: string, prefix: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Those within 2000::/3, which has all public ones; tunnels lead to addresses of the list above. */
const ipv6: [network: string, prefix: number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const reserved = new BlockList();
for (const [network, prefix] of ipv4) reserved.addSubnet(network, prefix);
for (const [network, prefix] of ipv6) {
  reserved.addSubnet(network, prefix, "ipv6");
}
const unicast = new BlockList();
unicast.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address is one of the public internet. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !reserved.check(address);
  if (!isIPv6(address)) return false;
  return unicast.check(address, "ipv6") && !reserved.check(address, "ipv6");
}
