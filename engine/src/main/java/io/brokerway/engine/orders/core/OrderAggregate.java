package io.brokerway.engine.orders.core;

import java.util.List;
import java.util.Optional;

/**
 * An order with its commands, its chain at the broker and its booked fills.
 *
 * @param commands by number; at least those that are not final
 * @param links by ordinal, all of them
 * @param fills in order of booking, all of them
 */
public record OrderAggregate(
    OrderLife life, List<Command> commands, List<Link> links, List<Fill> fills) {
  public OrderAggregate {
    commands = List.copyOf(commands);
    links = List.copyOf(links);
    fills = List.copyOf(fills);
  }

  public Optional<Command> command(int number) {
    return commands.stream().filter(command -> command.number() == number).findFirst();
  }

  public Optional<Link> link(String brokerOrderId) {
    return links.stream().filter(link -> link.brokerOrderId().equals(brokerOrderId)).findFirst();
  }
}
