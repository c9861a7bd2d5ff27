import { bytesToHex } from "@noble/hashes/utils";
import { keccak256 } from "../crypto/keccak256.ts";
import { Halt } from "./Halt.ts";
import { OP } from "./opcodes.ts";
import { openMemory, sliceOf } from "./openMemory.ts";
import { refuse } from "./refuse.ts";
import type { BlockFacts, StateReader } from "./StateReader.ts";
import { BINARY, TERNARY, UNARY } from "./words.ts";

/** The lens takes some 11,000 for one answer. */
const MOST_STEPS = 200_000;
const DEEPEST_CALL = 64;
const DEEPEST_STACK = 1024;
/** What GAS answers. Calls are bounded by steps here, so a read must not depend on it. */
const GAS_ANSWER = 30_000_000n;
/** The addresses of built-in contracts, with room for those to come. */
const LAST_PRECOMPILE = 0xffffn;

interface Frame {
  readonly address: bigint;
  readonly caller: bigint;
  readonly code: Uint8Array;
  readonly data: Uint8Array;
  readonly depth: number;
}

interface Outcome {
  readonly success: boolean;
  readonly output: Uint8Array;
}

const EMPTY = new Uint8Array();
const FAILED: Outcome = { success: false, output: EMPTY };
const wordOf = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${bytesToHex(bytes)}`));
const addressIn = (word: bigint): string => `0x${BigInt.asUintN(160, word).toString(16).padStart(40, "0")}`;

/**
 * Runs a read of a contract over a given state: an `eth_call` without a node. Instructions up to Berlin; what only a
 * transaction may do fails the call; what a read of ours has no use for (balances, built-in contracts, older blocks) and what
 * goes beyond the bounds set here (steps, memory, depth of calls) ends it, because a wrong answer would be worse than none.
 *
 * @returns what the contract returned.
 * @throws ERR_VIEW if it reverts or needs what is not here; whatever the state throws.
 */
export async function callView(
  world: { readonly state: StateReader; readonly block: BlockFacts },
  call: { readonly to: string; readonly data: Uint8Array },
): Promise<Uint8Array> {
  const { state, block } = world;
  const jumpTargets = new Map<Uint8Array, ReadonlySet<number>>();
  let steps = 0;

  async function enter(frame: Frame): Promise<Outcome> {
    try {
      return frame.code.length === 0 ? { success: true, output: EMPTY } : await execute(frame);
    } catch (error) {
      if (error instanceof Halt) return FAILED;
      throw error;
    }
  }

  async function execute({ address, caller, code, data, depth }: Frame): Promise<Outcome> {
    const stack: bigint[] = [];
    const memory = openMemory();
    const targets = jumpTargets.get(code) ?? findJumpTargets(code);
    jumpTargets.set(code, targets);
    let returned: Uint8Array = EMPTY;
    const push = (word: bigint): void => {
      if (stack.length === DEEPEST_STACK) throw new Halt("stack");
      stack.push(word);
    };
    const pop = (): bigint => {
      const word = stack.pop();
      if (word === undefined) throw new Halt("stack");
      return word;
    };
    const jumpTo = (target: bigint): number => {
      if (!targets.has(Number(target))) throw new Halt("jump");
      return Number(target);
    };
    const copy = (source: Uint8Array): void => {
      const [to, from, length] = [pop(), pop(), pop()];
      memory.write(to, sliceOf(source, from, length));
    };
    const readCode = (word: bigint) => codeAt(word, state);

    for (let at = 0; at < code.length; at++) {
      if (++steps > MOST_STEPS) throw refuse(`takes more than ${MOST_STEPS} steps`);
      const op = code[at] ?? 0;
      const [binary, unary, ternary] = [BINARY[op], UNARY[op], TERNARY[op]];
      if (binary !== undefined) push(binary(pop(), pop()));
      else if (unary !== undefined) push(unary(pop()));
      else if (ternary !== undefined) push(ternary(pop(), pop(), pop()));
      else if (op >= OP.PUSH0 && op <= OP.PUSH32) {
        const size = op - OP.PUSH0;
        push(wordOf(sliceOf(code, BigInt(at + 1), BigInt(size))));
        at += size;
      } else if (op >= OP.DUP1 && op <= OP.DUP16) {
        const word = stack[stack.length - 1 - (op - OP.DUP1)];
        if (word === undefined) throw new Halt("stack");
        push(word);
      } else if (op >= OP.SWAP1 && op <= OP.SWAP16) {
        const [top, other] = [stack.length - 1, stack.length - 2 - (op - OP.SWAP1)];
        const [one, two] = [stack[top], stack[other]];
        if (one === undefined || two === undefined) throw new Halt("stack");
        [stack[top], stack[other]] = [two, one];
      } else {
        switch (op) {
          case OP.STOP:
            return { success: true, output: EMPTY };
          case OP.KECCAK256:
            push(wordOf(keccak256(memory.read(pop(), pop()))));
            break;
          case OP.ADDRESS:
            push(address);
            break;
          case OP.CALLER:
            push(caller);
            break;
          case OP.CALLVALUE:
            push(0n);
            break;
          case OP.CALLDATALOAD:
            push(wordOf(sliceOf(data, pop(), 32n)));
            break;
          case OP.CALLDATASIZE:
            push(BigInt(data.length));
            break;
          case OP.CALLDATACOPY:
            copy(data);
            break;
          case OP.CODESIZE:
            push(BigInt(code.length));
            break;
          case OP.CODECOPY:
            copy(code);
            break;
          case OP.EXTCODESIZE:
            push(BigInt((await readCode(pop())).length));
            break;
          case OP.EXTCODECOPY:
            copy(await readCode(pop()));
            break;
          case OP.RETURNDATASIZE:
            push(BigInt(returned.length));
            break;
          case OP.RETURNDATACOPY: {
            const [to, from, length] = [pop(), pop(), pop()];
            if (from + length > BigInt(returned.length)) throw new Halt("return data");
            memory.write(to, sliceOf(returned, from, length));
            break;
          }
          case OP.TIMESTAMP:
            push(block.time);
            break;
          case OP.NUMBER:
            push(block.number);
            break;
          case OP.CHAINID:
            push(block.chainId);
            break;
          case OP.POP:
            pop();
            break;
          case OP.MLOAD:
            push(memory.readWord(pop()));
            break;
          case OP.MSTORE:
            memory.writeWord(pop(), pop());
            break;
          case OP.MSTORE8:
            memory.write(pop(), Uint8Array.of(Number(pop() & 0xffn)));
            break;
          case OP.SLOAD:
            push(await state.storage(addressIn(address), pop()));
            break;
          case OP.JUMP:
            at = jumpTo(pop());
            break;
          case OP.JUMPI: {
            const [target, condition] = [pop(), pop()];
            if (condition !== 0n) at = jumpTo(target);
            break;
          }
          case OP.PC:
            push(BigInt(at));
            break;
          case OP.GAS:
            push(GAS_ANSWER);
            break;
          case OP.JUMPDEST:
            break;
          case OP.DELEGATECALL:
          case OP.STATICCALL: {
            const [, target, from, length, to, room] = [pop(), pop(), pop(), pop(), pop(), pop()];
            const input = memory.read(from, length);
            memory.read(to, room);
            const called = BigInt.asUintN(160, target);
            const context = op === OP.DELEGATECALL ? { address, caller } : { address: called, caller: address };
            if (depth === DEEPEST_CALL) throw refuse(`calls more than ${DEEPEST_CALL} deep`);
            const outcome = await enter({ ...context, code: await readCode(called), data: input, depth: depth + 1 });
            returned = outcome.output;
            memory.write(to, returned.subarray(0, Number(room < BigInt(returned.length) ? room : returned.length)));
            push(outcome.success ? 1n : 0n);
            break;
          }
          case OP.RETURN:
          case OP.REVERT: {
            const output = memory.read(pop(), pop());
            return { success: op === OP.RETURN, output };
          }
          // Writing storage, logging, creating and destroying fail in a read, as does INVALID.
          case OP.SSTORE:
          case OP.LOG0:
          case OP.LOG1:
          case OP.LOG2:
          case OP.LOG3:
          case OP.LOG4:
          case OP.CREATE:
          case OP.CREATE2:
          case OP.INVALID:
          case OP.SELFDESTRUCT:
            throw new Halt("not in a read");
          default:
            throw refuse(`uses instruction 0x${op.toString(16)}`);
        }
      }
    }
    return { success: true, output: EMPTY };
  }

  const to = BigInt(call.to);
  const code = await codeAt(to, state);
  const { success, output } = await enter({ address: to, caller: 0n, code, data: call.data, depth: 0 });
  if (!success) throw refuse("reverts");
  return output;
}

async function codeAt(word: bigint, state: StateReader): Promise<Uint8Array> {
  const address = BigInt.asUintN(160, word);
  if (address !== 0n && address <= LAST_PRECOMPILE) throw refuse("asks a built-in contract");
  return state.code(addressIn(address));
}

function findJumpTargets(code: Uint8Array): ReadonlySet<number> {
  const targets = new Set<number>();
  for (let at = 0; at < code.length; at++) {
    const op = code[at] ?? 0;
    if (op === OP.JUMPDEST) targets.add(at);
    else if (op >= OP.PUSH1 && op <= OP.PUSH32) at += op - OP.PUSH0;
  }
  return targets;
}
