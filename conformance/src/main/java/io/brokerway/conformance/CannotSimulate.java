package io.brokerway.conformance;

/** A simulator cannot do what a case needs: the case fails, for nothing was shown. */
public final class CannotSimulate extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotSimulate(String what) {
    super("the simulator cannot do this: " + what);
  }
}
