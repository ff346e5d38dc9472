// How far a session has been heard, and from where another client can go on.

const version = 1;

/** Of no session yet. */
export const noPlace = { session: '', epoch: '', seq: 0 };
export const placeIn = ({ session, epoch, seq }) => ({ session, epoch, seq });

export class Position {
  session = '';
  epoch = '';
  seq = 0;

  /** For the address of the next connection. */
  get parameters() {
    return this.session ? placeIn(this) : {};
  }

  forget() {
    Object.assign(this, noPlace);
  }

  /** Takes over a greeting; returns whether everything after `seq` follows. */
  greeted({ session_id: session = '', epoch = '', seq = 0, resumed, recovered }) {
    // Of another session nothing can have been recovered, whatever the frame says.
    const proved = resumed === true && recovered === true && session === this.session;
    Object.assign(this, { session, epoch, seq: proved ? this.seq : seq });
    return proved;
  }

  /** False for what was heard before. Merged pieces carry the seq of the last, so gaps are normal. */
  advance(seq) {
    if (typeof seq !== 'number') return true;
    if (seq <= this.seq) return false;
    this.seq = seq;
    return true;
  }
}

/** A resume point that fits `userId`, or null: it may come from a storage that anyone can edit. */
export function checkedPoint(point, userId) {
  if (point?.version !== version || point.userId !== userId) return null;
  const texts = ['memberId', 'conversationId', 'session', 'epoch'];
  if (!texts.every((name) => typeof point[name] === 'string') || !Number.isSafeInteger(point.seq) || point.seq < 0) return null;
  if (!Array.isArray(point.unanswered) || !Array.isArray(point.ended)) return null;
  return { ...point, ended: point.ended.filter((id) => typeof id === 'string') };
}

export function resumePointOf(userId, memberId, conversationId, position, { unanswered, ended }) {
  return { version, userId, memberId, conversationId, ...placeIn(position), unanswered, ended };
}
