import type { PdfDocument } from "@parley/react";
import { AnnotationMode, getDocument, GlobalWorkerOptions } from "pdfjs-dist/legacy/build/pdf.mjs";
// The address of a file has no module.
// oxlint-disable-next-line import/default
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = workerUrl;

/** A PDF as pages to draw. It is read in a worker; nothing in it runs, and nothing is fetched for it. */
export async function openPdf(content: ArrayBuffer): Promise<PdfDocument> {
  const loading = getDocument({
    data: content,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    // The page's policy has no WebAssembly and no addresses of fonts.
    useWasm: false,
    useWorkerFetch: false,
    stopAtErrors: false,
  });
  // A question for a password is an answer too: it is not shown here.
  loading.onPassword = () => void loading.destroy();
  const pdf = await loading.promise;
  return {
    pageCount: pdf.numPages,
    async page(number) {
      const page = await pdf.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      return {
        width,
        height,
        async draw(canvas, scale) {
          const viewport = page.getViewport({ scale });
          canvas.width = Math.floor(viewport.width);
          canvas.height = Math.floor(viewport.height);
          const task = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
          await task.promise;
        },
        async text() {
          const { items } = await page.getTextContent();
          return items
            .map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""))
            .join("");
        },
      };
    },
    close: () => void loading.destroy().catch(() => undefined),
  };
}
