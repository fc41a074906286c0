package io.brokerway.engine.storage;

import io.brokerway.broker.login.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * What we know of our embedded cluster, kept in a private file beside its data: how to reach it and
 * how to recognise it.
 *
 * @param id a random id of ours, which the cluster carries as its {@code cluster_name}
 */
record Cluster(int port, String id, Secret password) {
  static final String SUPERUSER = "brokerway_superuser";
  static final String OWNER = "brokerway_owner";
  static final String DATABASE = "brokerway";

  private static final SecureRandom RANDOM = new SecureRandom();

  static Cluster fresh(int port) {
    return new Cluster(port, random(8), Secret.of(random(32)));
  }

  static Cluster read(Path file) throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    try {
      return new Cluster(
          Integer.parseInt(properties.getProperty("port")),
          properties.getProperty("id", ""),
          Secret.of(properties.getProperty("password", "")));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(file + " is damaged", e);
    }
  }

  void write(Path file) throws IOException {
    var properties = new Properties();
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("id", id);
    properties.setProperty("password", password.reveal());
    var text = new StringWriter();
    properties.store(text, "Brokerway's embedded PostgreSQL");
    Folders.writePrivately(file, text.toString());
  }

  Cluster onPort(int other) {
    return new Cluster(other, id, password);
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  Server ownedDatabase() {
    return new Server(url(DATABASE), OWNER, password);
  }

  private static String random(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
