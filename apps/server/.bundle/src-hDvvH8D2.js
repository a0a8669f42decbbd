import { t as require_src } from "./src-xv-TdEFD.js";

export default require_src();

export {};
