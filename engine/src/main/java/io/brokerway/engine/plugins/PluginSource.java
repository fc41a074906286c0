package io.brokerway.engine.plugins;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where plugins come from.
 *
 * @param folder whose {@code *.jar} files are looked at; need not exist
 * @param listed the digests of the jars that may be loaded: no other one is
 */
public record PluginSource(Path folder, Set<Sha256> listed) {
  public PluginSource {
    listed = Set.copyOf(listed);
  }

  /**
   * Reads an operator's list: digests with commas or white space between, none if it is blank.
   *
   * @throws IllegalArgumentException naming the first text that is no digest
   */
  public static Set<Sha256> parseList(String text) {
    return Arrays.stream(text.split("[,\\s]+", -1))
        .filter(part -> !part.isEmpty())
        .map(Sha256::parse)
        .collect(Collectors.toUnmodifiableSet());
  }
}
