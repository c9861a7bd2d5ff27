/** An instruction that ends a call as failed, with nothing returned: the caller goes on and sees that it failed. */
export class Halt extends Error {
  override readonly name = "Halt";
}
