/**
 * Certificates as PDF, and QR codes. Needs the PDF, picture and QR packages beside the SDK.
 *
 * @module
 */

export type { Certificate } from "./document/Certificate.ts";
export { certificateOf } from "./document/certificateOf.ts";
export { qrForTerminal, qrModules, qrPng, qrSvg } from "./document/drawQr.ts";
export type { Picture } from "./document/findQr.ts";
export { findQr } from "./document/findQr.ts";
export { readCertificate } from "./document/readCertificate.ts";
export { pictureKind, readPicture } from "./document/readPicture.ts";
export { writeCertificate } from "./document/writeCertificate.ts";
