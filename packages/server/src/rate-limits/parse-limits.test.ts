import { expect, test } from "vitest";
import { addressKey } from "./address-key.ts";
import { defaultLimits, noLimits } from "./limits.ts";
import { parseLimits } from "./parse-limits.ts";

test("settings replace the defaults that they name", () => {
  expect(parseLimits("off")).toBe(noLimits);
  expect(parseLimits("sends=500/10, sockets=50,typing=1/0.5,contactAdds=3/9,uploads=2/5")).toEqual({
    ...defaultLimits,
    sends: { burst: 500, perSecond: 10 },
    typing: { burst: 1, perSecond: 0.5 },
    sockets: 50,
    contactAdds: { perHour: 3, perDay: 9 },
    uploads: { perHour: 2, perDay: 5 },
  });
});

test.each([
  "",
  "on",
  "sends",
  "sends=5",
  "sends=5/",
  "sends=0/1",
  "sends=5/0",
  "sends=5/1/2",
  "sends=-1/1",
  "sockets=5/1",
  "contactAdds=5",
  "contactAdds=0/5",
  "contactAdds=1.5/5",
  "contactAdds=1/2/3",
  "sockets=x",
  "sockets=0.5",
  "addressConnections=1.5",
  "sends=1e9/1",
  "other=1/1",
  "sends=5/1,",
  "__proto__=1/1",
  "sends=1=1/1",
])("a setting that cannot be read is refused: %j", (text) => {
  expect(parseLimits(text)).toBeUndefined();
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["::1", "0:0:0:0"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2::1", "2001:db8:1:2"],
  ["2001:0DB8:0001:0002:ffff::", "2001:db8:1:2"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["2001:db8::", "2001:db8:0:0"],
])("the address %s is counted as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});
