package io.brokerway.simulators.etrade.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The applications and customers that E*TRADE knows. Thread-safe. */
public final class Register {
  private final Map<String, Consumer> consumers = new ConcurrentHashMap<>();
  private final Map<String, Customer> customers = new ConcurrentHashMap<>();

  /** Adds an application, or takes the place of the one with its key. */
  public void put(Consumer consumer) {
    consumers.put(consumer.key(), consumer);
  }

  /** Adds a customer, or takes the place of the one with his user id. */
  public void put(Customer customer) {
    customers.put(customer.userId(), customer);
  }

  public Optional<Consumer> consumer(String key) {
    return Optional.ofNullable(consumers.get(key));
  }

  public Optional<Customer> customer(String userId) {
    return Optional.ofNullable(customers.get(userId));
  }

  public List<Customer> customers() {
    return List.copyOf(customers.values());
  }

  Optional<Customer> login(String userId, String password) {
    return customer(userId).filter(customer -> customer.password().equals(password));
  }
}
