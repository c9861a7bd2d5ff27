/**
 * Certificates as PDF, and QR codes. Needs the PDF, picture and QR packages beside the SDK.
 *
 * @module
 */

export { certificateOf } from "./document/certificateOf.ts";
export { qrForTerminal, qrModules, qrPng, qrSvg } from "./document/drawQr.ts";
export { readCertificate } from "./document/readCertificate.ts";
export type { Picture } from "./document/readQr.ts";
export { findQr, pictureKind, readPicture } from "./document/readQr.ts";
export type { Certificate } from "./document/writeCertificate.ts";
export { writeCertificate } from "./document/writeCertificate.ts";
