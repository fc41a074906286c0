package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the answers to order commands are taken: what cannot be read settles nothing. */
final class AlpacaAnswers {
  /** Before a command is tried again whose order could not be read first. */
  static final Duration PAUSE_FOR_LOOKUP = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(AlpacaAnswers.class);

  private AlpacaAnswers() {}

  static AlpacaWire.Order order(Answered answer) {
    return Json.read(answer.body(), AlpacaWire.Order.class);
  }

  static CommandOutcome notSent(HttpOutcome.NotSent outcome) {
    return new CommandOutcome.NotSent(outcome.why(), outcome.retryAfter());
  }

  /** What an answer says; if it cannot be told, the command may have been carried out. */
  static CommandOutcome settled(Supplier<CommandOutcome> reading) {
    try {
      return reading.get();
    } catch (BrokerException e) {
      LOG.warn("alpaca: the answer to an order command could not be read: {}", message(e));
      return new CommandOutcome.Unknown(message(e));
    }
  }

  static String message(BrokerException e) {
    return String.valueOf(e.getMessage());
  }
}
