package io.brokerway.engine.plugins;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.engine.plugins.Plugin.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over the folder of plugins. Used once. */
final class Loading {
  private static final Logger log = LoggerFactory.getLogger(Loading.class);

  private final PluginSource source;
  private final List<BrokerFactory> brokers;
  private final Set<BrokerId> ids = new HashSet<>();
  private final Set<Sha256> met = new HashSet<>();
  private final List<Plugin> plugins = new ArrayList<>();

  Loading(PluginSource source, List<BrokerFactory> builtIn) {
    this.source = source;
    this.brokers = new ArrayList<>(builtIn);
    builtIn.forEach(factory -> ids.add(factory.profile().id()));
  }

  List<BrokerFactory> brokers() {
    return brokers;
  }

  List<Plugin> plugins() {
    return plugins;
  }

  void run() {
    for (var path : jars()) {
      plugins.add(load(path));
    }
    for (var digest : new TreeSet<>(source.listed())) {
      if (!met.contains(digest)) {
        plugins.add(refused(null, digest, missing()));
      }
    }
  }

  private PluginRefused missing() {
    return new PluginRefused(
        Refusal.MISSING,
        "no jar in %s has this digest: put it there, or take it off the list"
            .formatted(source.folder()));
  }

  private List<Path> jars() {
    if (!Files.isDirectory(source.folder())) {
      return List.of();
    }
    try (var files = Files.list(source.folder())) {
      return files.filter(file -> name(file).endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      log.error("the plugins' folder cannot be read: folder={}", source.folder(), e);
      return List.of();
    }
  }

  private Plugin load(Path path) {
    var file = name(path);
    Sha256 digest = null;
    try {
      var bytes = read(path);
      digest = Sha256.of(bytes);
      met.add(digest);
      if (!source.listed().contains(digest)) {
        throw new PluginRefused(
            Refusal.NOT_LISTED,
            "its digest is not in the operator's list: list it if you know where the jar is from");
      }
      return new Plugin(file, digest, take(PluginJar.unpack(file, bytes)), null, "");
    } catch (PluginRefused e) {
      return refused(file, digest, e);
    }
  }

  private static byte[] read(Path path) {
    try (var in = Files.newInputStream(path)) {
      var bytes = in.readNBytes(PluginJar.MAX_PACKED_BYTES + 1);
      if (bytes.length > PluginJar.MAX_PACKED_BYTES) {
        throw new PluginRefused(
            Refusal.UNREADABLE, "it is larger than %d bytes".formatted(PluginJar.MAX_PACKED_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new PluginRefused(Refusal.UNREADABLE, "it cannot be read: " + e, e);
    }
  }

  /** All adapters of a jar, or none. */
  private List<BrokerId> take(PluginJar jar) {
    var gateway = Loading.class.getClassLoader();
    var made = new PluginLoader(jar, gateway).load();
    var own = new ArrayList<BrokerId>();
    for (var adapter : made) {
      if (ids.contains(adapter.id()) || own.contains(adapter.id())) {
        throw new PluginRefused(
            Refusal.DUPLICATE,
            "it brings the broker '%s', which is there already: an adapter needs an id of its own"
                .formatted(adapter.id()));
      }
      own.add(adapter.id());
    }
    ids.addAll(own);
    made.forEach(adapter -> brokers.add(adapter.factory()));
    return own;
  }

  private static Plugin refused(@Nullable String file, @Nullable Sha256 digest, PluginRefused why) {
    return new Plugin(file, digest, List.of(), why.refusal(), why.problem());
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
