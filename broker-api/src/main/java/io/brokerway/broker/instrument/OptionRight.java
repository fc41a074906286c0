package io.brokerway.broker.instrument;

/** Whether an option gives the right to buy or to sell. FIX PutOrCall(201). */
public enum OptionRight {
  CALL('C'),
  PUT('P');

  private final char letter;

  OptionRight(char letter) {
    this.letter = letter;
  }

  /** The letter of the OSI symbol. */
  public char letter() {
    return letter;
  }
}
