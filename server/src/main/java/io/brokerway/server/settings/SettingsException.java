package io.brokerway.server.settings;

import java.util.List;

/** Settings that cannot be used; every one of them is named. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** A sentence for each. */
  public List<String> problems() {
    return problems;
  }
}
