package io.brokerway.engine.market;

import io.brokerway.broker.instrument.Instrument;

/** The one stored form of an instrument: JSON that {@link #read} gives back as an equal value. */
public final class InstrumentText {
  private InstrumentText() {}

  public static String write(Instrument instrument) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Instrument read(String json) {
    throw new UnsupportedOperationException();
  }
}
