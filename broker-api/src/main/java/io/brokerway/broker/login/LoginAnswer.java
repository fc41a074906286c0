package io.brokerway.broker.login;

import java.net.URI;
import java.util.Map;

/** What came back from the user after a step. */
public sealed interface LoginAnswer {

  /** The address that the broker sent the user to, by redirect or pasted. */
  record Returned(URI address) implements LoginAnswer {
    /** The address carries a code: it is not shown. */
    @Override
    public String toString() {
      return "Returned[address hidden]";
    }
  }

  /** What the user typed, by field name. */
  record Typed(Map<String, Secret> fields) implements LoginAnswer {
    public Typed {
      fields = Map.copyOf(fields);
    }
  }

  /** Nothing yet: ask the broker how the approval stands. */
  record Poll() implements LoginAnswer {}
}
