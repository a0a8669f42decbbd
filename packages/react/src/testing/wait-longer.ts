import { configure } from "@testing-library/react";

// Ends what hangs; a slow machine is no fault. The library's own limit is a second.
configure({ asyncUtilTimeout: 120_000 });
