package io.brokerway.engine.plugins;

import io.brokerway.engine.plugins.Plugin.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/**
 * A jar in memory: what was hashed is what runs, whatever becomes of the file afterwards.
 *
 * @param entries the files in it by their names, those of a later Java in the place of the usual
 *     ones where the jar has both
 */
record PluginJar(String file, Map<String, byte[]> entries) {
  static final int MAX_PACKED_BYTES = 64 * 1024 * 1024;
  private static final int MAX_UNPACKED_BYTES = 192 * 1024 * 1024;

  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,4})/(.+)");

  PluginJar {
    entries = Map.copyOf(entries);
  }

  static PluginJar unpack(String file, byte[] packed) {
    var all = new HashMap<String, byte[]>();
    var room = MAX_UNPACKED_BYTES;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          var bytes = zip.readNBytes(room + 1);
          room -= bytes.length;
          if (room < 0) {
            throw new PluginRefused(
                Refusal.UNREADABLE,
                "it unpacks to more than %d bytes".formatted(MAX_UNPACKED_BYTES));
          }
          all.putIfAbsent(entry.getName(), bytes);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new PluginRefused(Refusal.UNREADABLE, "it is no whole jar: " + e.getMessage(), e);
    }
    if (all.isEmpty()) {
      throw new PluginRefused(Refusal.UNREADABLE, "it is no jar: it has no entries");
    }
    return new PluginJar(file, isMultiRelease(all) ? forThisJava(all) : all);
  }

  private static boolean isMultiRelease(Map<String, byte[]> all) {
    var manifest = all.get(JarFile.MANIFEST_NAME);
    if (manifest == null) {
      return false;
    }
    try {
      var main = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
      return "true".equalsIgnoreCase(main.getValue(Attributes.Name.MULTI_RELEASE));
    } catch (IOException e) {
      throw new PluginRefused(Refusal.UNREADABLE, "its manifest cannot be read", e);
    }
  }

  private static Map<String, byte[]> forThisJava(Map<String, byte[]> all) {
    var chosen = new HashMap<>(all);
    var versions = new HashMap<String, Integer>();
    all.forEach((name, bytes) -> {
      var versioned = VERSIONED.matcher(name);
      if (versioned.matches()) {
        var version = Integer.parseInt(versioned.group(1));
        var plain = versioned.group(2);
        if (version <= Runtime.version().feature() && version > versions.getOrDefault(plain, 0)) {
          versions.put(plain, version);
          chosen.put(plain, bytes);
        }
      }
    });
    return chosen;
  }
}
