import { useAllLabels } from "../../provider/all-labels.ts";
import { FileIcon } from "../files/message-files.tsx";
import { Icon } from "../icons.tsx";
import { Menu } from "../overlay/menu.tsx";

interface AttachMenuProps {
  readonly trigger: HTMLElement;
  readonly onChoose: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onClose: () => void;
}

const CameraIcon = () => (
  <Icon>
    <path d="M4 8.500h3.500l1.5-2.500h6l1.5 2.500H20v10H4z" />
    <circle cx="12" cy="13" r="3" />
  </Icon>
);

/** Opens the camera of a phone. */
function takePhoto(onFiles: AttachMenuProps["onFiles"]) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/*";
  input.setAttribute("capture", "environment");
  input.addEventListener("change", () => onFiles([...(input.files ?? [])]));
  input.click();
}

/** What a phone can attach. */
export function AttachMenu({ trigger, onChoose, onFiles, onClose }: AttachMenuProps) {
  const labels = useAllLabels();
  return (
    <Menu
      label={labels.attachFiles}
      origin={{ trigger }}
      onClose={onClose}
      actions={[
        { label: labels.takePhoto, icon: <CameraIcon />, onChoose: () => takePhoto(onFiles) },
        { label: labels.chooseFiles, icon: <FileIcon />, onChoose },
      ]}
    />
  );
}
