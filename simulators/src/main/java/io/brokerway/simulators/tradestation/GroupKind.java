package io.brokerway.simulators.tradestation;

/** What binds the orders of a group to each other. */
enum GroupKind {
  /** Exits of one position: a limit and a stop. */
  BRK,
  /** A fill of one cancels the others. */
  OCO,
  /** Nothing: they are sent together. */
  NORMAL;

  static GroupKind of(String word) {
    return switch (word) {
      case "BRK" -> BRK;
      case "OCO" -> OCO;
      case "NORMAL" -> NORMAL;
      default -> throw Refusal.badRequest("Type is not valid: " + word);
    };
  }
}
