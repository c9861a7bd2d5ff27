import { findQr } from "@cscss-me/sdk/document";

/** Larger pictures are made smaller first: a QR code needs no more. */
const MOST_PIXELS = 1600;
const LOOK_EVERY_MS = 150;

/** The text of the QR code in a picture; undefined if there is none. */
export async function readQrOfPicture(picture: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(picture);
  const text = decode(bitmap, bitmap.width, bitmap.height);
  bitmap.close();
  return text;
}

/**
 * Asks for the camera and looks for a QR code until there is one. Frames stay in this page.
 *
 * @param signal - ends it; the camera is let go in any case.
 * @returns the code's text; undefined if it was ended.
 * @throws DOMException if there is no camera or it is not allowed.
 */
export async function scanQr(video: HTMLVideoElement, signal: AbortSignal): Promise<string | undefined> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const text = decode(video, video.videoWidth, video.videoHeight);
      if (text !== undefined) return text;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

function decode(source: CanvasImageSource, width: number, height: number): string | undefined {
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  if (size.width === 0 || size.height === 0) return undefined;
  const canvas = Object.assign(document.createElement("canvas"), size);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser cannot draw.");
  context.drawImage(source, 0, 0, size.width, size.height);
  return findQr(context.getImageData(0, 0, size.width, size.height));
}
