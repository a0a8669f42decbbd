export { Messages as default } from "../../../components/parley.tsx";
