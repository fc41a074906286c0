package io.brokerway.conformance;

/**
 * One numbered case.
 *
 * @param id stable: {@code UNKN-02}, {@code ORD-LIMIT-DAY-EQUITY}
 * @param capability what an adapter declares that this holds it to, in the words of the list of
 *     brokers
 * @param sentence what must be so
 */
public record ConformanceCase(String id, String capability, String sentence, Body body) {

  /** What a case does; it throws what is wrong. */
  @FunctionalInterface
  public interface Body {
    void run(Stage stage);
  }

  /** What the reports call it. */
  public String displayName() {
    return id + " " + sentence;
  }
}
