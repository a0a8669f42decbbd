import { configure } from "@testing-library/react";

// Ends what hangs; a slow machine is not a fault. The library's own limit is a second.
configure({ asyncUtilTimeout: 120_000 });
