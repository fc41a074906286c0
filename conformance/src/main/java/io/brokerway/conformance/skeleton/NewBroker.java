package io.brokerway.conformance.skeleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/** The command {@code new-broker}: all of a skeleton is written, or nothing. */
public final class NewBroker {
  private static final int WRONGLY_CALLED = 2;

  private final Path root;
  private final BrokerNames names;

  private NewBroker(Path root, BrokerNames names) {
    this.root = root;
    this.names = names;
  }

  /** Takes the folder of the repository and the new broker's id. */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println(
          "brokerway: new-broker needs one NAME: the broker's id, such as acme_markets");
      System.exit(WRONGLY_CALLED);
    }
    try {
      var id = arguments[1];
      write(Path.of(arguments[0]), id).forEach(file -> System.out.println("  " + file));
      System.out.println(next(id));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("brokerway: " + e.getMessage());
      System.exit(WRONGLY_CALLED);
    }
  }

  /**
   * Writes the skeleton of a broker into a repository and joins it.
   *
   * @return the files written and changed
   * @throws IllegalArgumentException if the id is none, or a file of it is there already
   * @throws IllegalStateException if the repository has no place where it joins
   */
  public static List<String> write(Path root, String id) {
    return new NewBroker(root, new BrokerNames(id)).write();
  }

  private List<String> write() {
    var fresh = Templates.filled(names);
    fresh.keySet().forEach(this::requireFree);
    var files = new LinkedHashMap<>(fresh);
    files.putAll(Joining.joined(names, this::read));
    files.forEach(this::store);
    return List.copyOf(files.keySet());
  }

  private void requireFree(String file) {
    if (Files.exists(root.resolve(file))) {
      throw new IllegalArgumentException(
          "there is a broker '%s' already: %s".formatted(names.id(), file));
    }
  }

  private String read(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void store(String file, String text) {
    var path = root.resolve(file);
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String next(String id) {
    return new BrokerNames(id)
        .fill(
            """

            The adapter compiles and fails the conformance suite, case by case. Next:
              mvn spotless:apply
                for the build's formatting, where names are long
              ./brokerway conformance --broker __id__
                for what is missing, each case with its reason
              docs/adapters.md
                for what each file holds, and the order of work
              docs/brokers/__id__.md
                the page to fill in as you go\
            """);
  }
}
