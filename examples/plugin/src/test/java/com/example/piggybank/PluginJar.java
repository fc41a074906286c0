package com.example.piggybank;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.engine.plugins.PluginSource;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.plugins.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The jar of this build, as an operator has it. */
final class PluginJar {
  static final Path FILE = Path.of(System.getProperty("plugin.jar", "no plugin.jar"));

  private PluginJar() {}

  static Sha256 digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FILE));
      return new Sha256(HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its adapter, loaded as a gateway does it. */
  static BrokerFactory adapter() {
    var folder = FILE.toAbsolutePath().getParent();
    var plugins = Plugins.load(new PluginSource(folder, Set.of(digest())), List.of());
    var own =
        plugins.all().stream()
            .filter(plugin -> FILE.getFileName().toString().equals(plugin.file()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no jar " + FILE));
    if (!own.isLoaded()) {
      throw new AssertionError(own.problem());
    }
    return plugins.brokers().getFirst();
  }
}
