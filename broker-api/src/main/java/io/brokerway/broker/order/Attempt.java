package io.brokerway.broker.order;

import java.util.Optional;

/**
 * One try to carry out a command, as the adapter sees it: where it keeps what a later try must
 * know, and where it asks for leave to send.
 */
public interface Attempt {

  /** What an earlier try of the same command saved; empty on the first try. */
  Optional<byte[]> state();

  /**
   * Saves what a later try must know (a preview's id, the question that was answered). Durable when
   * this returns: only then may the next byte be sent.
   */
  void save(byte[] state);

  /**
   * Asks for leave right before the first byte of a request that can change the broker's state. The
   * kit's HTTP client calls it; an adapter with a socket of its own calls it itself.
   *
   * @throws SendRefused if the sender may not send any more: its lease ran out, its order grew too
   *     old or a kill switch fell. Nothing was sent
   */
  void beforeFirstByte();

  /** An attempt that keeps its state in memory and may always send: for tests and tools. */
  static Attempt unguarded() {
    return new Attempt() {
      private byte[] state = new byte[0];

      @Override
      public Optional<byte[]> state() {
        return state.length == 0 ? Optional.empty() : Optional.of(state.clone());
      }

      @Override
      public void save(byte[] newState) {
        state = newState.clone();
      }

      @Override
      public void beforeFirstByte() {}
    };
  }

  /** The sender may not send any more; no byte left. */
  final class SendRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SendRefused(String why) {
      super(why);
    }
  }
}
