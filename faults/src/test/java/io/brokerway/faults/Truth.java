package io.brokerway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The simulated broker's own ledger, parsed here and by nobody else's code. */
final class Truth {
  private final Path file;

  Truth(Path file) {
    this.file = file;
  }

  /** The orders that the broker truly accepted under a client order id. */
  List<JsonNode> accepted(String clientOrderId) {
    return placed().stream()
        .filter(entry -> entry.path("client_order_id").asString().equals(clientOrderId))
        .toList();
  }

  /** Every order that the broker truly accepted. */
  List<JsonNode> placed() {
    var placed = new ArrayList<JsonNode>();
    for (var line : lines()) {
      var entry = Json.read(line);
      if (entry.path("kind").asString().equals("place")) {
        placed.add(entry);
      }
    }
    return placed;
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
