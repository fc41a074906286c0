package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The portfolios and the keys to them, kept in a file if there is one. Thread-safe. */
final class PortfolioBook {
  private final @Nullable Path file;
  private final Map<String, Portfolio> portfolios = new LinkedHashMap<>();
  private final Map<String, ApiKey> keys = new LinkedHashMap<>();

  private PortfolioBook(@Nullable Path file) {
    this.file = file;
  }

  static PortfolioBook open(@Nullable Path file) {
    var book = new PortfolioBook(file);
    JsonFile.read(file).ifPresent(book::load);
    return book;
  }

  synchronized void put(Portfolio portfolio) {
    portfolios.put(portfolio.id(), portfolio);
    save();
  }

  synchronized void put(ApiKey key) {
    keys.put(key.name(), key);
    save();
  }

  synchronized Optional<Portfolio> portfolio(String id) {
    return Optional.ofNullable(portfolios.get(id));
  }

  synchronized List<Portfolio> portfolios() {
    return List.copyOf(portfolios.values());
  }

  /** All portfolios of a user. */
  synchronized List<Portfolio> ofUser(String userId) {
    return portfolios.values().stream().filter(one -> one.userId().equals(userId)).toList();
  }

  synchronized Optional<ApiKey> key(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  synchronized List<ApiKey> keys() {
    return List.copyOf(keys.values());
  }

  private void load(JsonNode json) {
    for (var node : json.path("portfolios")) {
      var portfolio =
          new Portfolio(
              node.path("id").asString(),
              node.path("user").asString(),
              node.path("name").asString(),
              node.path("type").asString());
      portfolios.put(portfolio.id(), portfolio);
    }
    for (var node : json.path("keys")) {
      var key =
          new ApiKey(
              node.path("name").asString(),
              publicKey(node.path("algorithm").asString(), node.path("public_key").asString()),
              node.path("portfolio").asString(),
              node.path("trade").booleanValue(),
              node.path("transfer").booleanValue(),
              node.path("revoked").booleanValue());
      keys.put(key.name(), key);
    }
  }

  private void save() {
    var json = Json.object();
    var list = json.putArray("portfolios");
    for (var portfolio : portfolios.values()) {
      list.addObject()
          .put("id", portfolio.id())
          .put("user", portfolio.userId())
          .put("name", portfolio.name())
          .put("type", portfolio.type());
    }
    var known = json.putArray("keys");
    for (var key : keys.values()) {
      known
          .addObject()
          .put("name", key.name())
          .put("algorithm", key.publicKey().getAlgorithm())
          .put("public_key", Base64.getEncoder().encodeToString(key.publicKey().getEncoded()))
          .put("portfolio", key.portfolioId())
          .put("trade", key.canTrade())
          .put("transfer", key.canTransfer())
          .put("revoked", key.revoked());
    }
    JsonFile.write(file, json);
  }

  /** A public key by its X.509 encoding in base64. */
  static PublicKey publicKey(String algorithm, String x509) {
    try {
      var bytes = Base64.getDecoder().decode(x509);
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key of " + algorithm, e);
    }
  }
}
