package io.brokerway.simulators.etrade;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import io.brokerway.simulators.etrade.oauth.Consumer;
import io.brokerway.simulators.etrade.oauth.Customer;
import io.brokerway.simulators.etrade.oauth.Register;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The accounts and who owns them, kept in a file if there is one. Thread-safe. */
final class AccountBook {
  private static final int KEY_BYTES = 16;

  private final @Nullable Path file;
  private final Register register;
  private final Map<String, Holder> holders = new LinkedHashMap<>();

  private AccountBook(@Nullable Path file, Register register) {
    this.file = file;
    this.register = register;
  }

  static AccountBook open(@Nullable Path file, Register register) {
    var book = new AccountBook(file, register);
    JsonFile.read(file).ifPresent(book::load);
    return book;
  }

  synchronized void put(Holder holder) {
    holders.putIfAbsent(holder.id(), holder);
    save();
  }

  synchronized void put(Customer customer) {
    register.put(customer);
    save();
  }

  synchronized Optional<Holder> holder(String id) {
    return Optional.ofNullable(holders.get(id));
  }

  synchronized List<Holder> holders() {
    return List.copyOf(holders.values());
  }

  List<Holder> holders(Customer customer) {
    return customer.accountIds().stream().flatMap(id -> holder(id).stream()).toList();
  }

  /** The account of a key, which is another one for each application. */
  Optional<Holder> byKey(String key, Consumer consumer) {
    return holders().stream().filter(holder -> key(holder, consumer).equals(key)).findFirst();
  }

  /** What stands for an account in paths: opaque, and tied to the application. */
  static String key(Holder holder, Consumer consumer) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest((consumer.key() + " " + holder.id()).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }

  private void load(JsonNode json) {
    for (var node : json.path("accounts")) {
      var holder = new Holder(node.path("id").asString(), node.path("mode").asString());
      holders.put(holder.id(), holder);
    }
    for (var node : json.path("customers")) {
      var accounts = new ArrayList<String>();
      node.path("accounts").forEach(id -> accounts.add(id.asString()));
      register.put(
          new Customer(
              node.path("user_id").asString(), node.path("password").asString(), accounts));
    }
  }

  private void save() {
    var json = Json.object();
    var accounts = json.putArray("accounts");
    for (var holder : holders.values()) {
      accounts.addObject().put("id", holder.id()).put("mode", holder.mode());
    }
    var customers = json.putArray("customers");
    for (var customer : register.customers()) {
      var node =
          customers
              .addObject()
              .put("user_id", customer.userId())
              .put("password", customer.password());
      var owned = node.putArray("accounts");
      customer.accountIds().forEach(owned::add);
    }
    JsonFile.write(file, json);
  }
}
