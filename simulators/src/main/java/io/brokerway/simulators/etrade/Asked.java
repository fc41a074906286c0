package io.brokerway.simulators.etrade;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.etrade.oauth.Doorkeeper;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A call of somebody who was let in. */
record Asked(HttpCall call, Media media, Doorkeeper.Visitor visitor) {

  HttpReply answer(String name, ObjectNode value) {
    return media.answer(200, name, value);
  }

  ObjectNode body(String name) {
    return Media.body(call, name);
  }

  Optional<String> parameter(String name) {
    return call.parameter(name);
  }

  /** A whole number within bounds. */
  int number(String name, int usual, int least, int most) {
    var text = parameter(name);
    if (text.isEmpty()) {
      return usual;
    }
    try {
      var number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Invalid %s: %s".formatted(name, text.get()));
    }
    throw Refusal.invalid("%s must be %d to %d".formatted(name, least, most));
  }

  String word(String name, String usual, Set<String> known) {
    var word = parameter(name).orElse(usual);
    if (!known.contains(word)) {
      throw Refusal.invalid("Invalid %s: %s".formatted(name, word));
    }
    return word;
  }

  boolean flag(String name, boolean usual) {
    return parameter(name).map(text -> text.equals("true")).orElse(usual);
  }

  /** The address of something below the API, as this caller reaches it. */
  String link(Holder holder, String rest) {
    var target = call.target();
    var version = target.indexOf("/v1/");
    return "http://%s%s/v1/accounts/%s/%s"
        .formatted(
            call.header("Host").orElse(""),
            target.substring(0, Math.max(version, 0)),
            AccountBook.key(holder, visitor.consumer()),
            rest);
  }
}
