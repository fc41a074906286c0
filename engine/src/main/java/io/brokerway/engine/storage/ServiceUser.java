package io.brokerway.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * As whom PostgreSQL's programs run: they refuse to be root.
 *
 * @param name the user; null means as the one who runs this process
 * @param prefix what goes before a command
 */
record ServiceUser(@Nullable String name, List<String> prefix) {
  private static final List<String> CANDIDATES = List.of("postgres", "nobody");
  private static final ServiceUser SELF = new ServiceUser(null, List.of());
  // In a user namespace of its own a process is nobody to itself, and still owns root's files.
  private static final ServiceUser NAMESPACE = new ServiceUser(null, List.of("unshare", "-U"));

  /** Chooses the user for a data folder, by its owner if it exists. */
  static ServiceUser forData(Path data) throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return SELF;
    }
    if (Files.exists(data)) {
      var owner = Files.getOwner(data).getName();
      return owner.equals("root") ? namespace(data) : named(owner, data);
    }
    var parent = data.toAbsolutePath().getParent();
    if (parent != null && Folders.isPassableByAll(parent)) {
      for (var candidate : CANDIDATES) {
        var prefix = prefixFor(candidate);
        if (prefix != null) {
          return new ServiceUser(candidate, prefix);
        }
      }
    }
    return namespace(data);
  }

  /** The command with what makes it run as this user. */
  List<String> command(List<String> command) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Gives a file or an empty folder to this user. */
  void own(Path path) throws IOException {
    if (name != null) {
      var users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName(name));
    }
  }

  private static ServiceUser named(String user, Path data)
      throws IOException, InterruptedException {
    var prefix = prefixFor(user);
    if (prefix == null) {
      throw new IllegalStateException(
          "the data folder %s belongs to %s, and neither setpriv nor runuser can run PostgreSQL as"
                  .formatted(data, user)
              + " that user");
    }
    return new ServiceUser(user, prefix);
  }

  private static ServiceUser namespace(Path data) throws IOException, InterruptedException {
    if (!works(NAMESPACE.command(List.of("true")))) {
      throw new IllegalStateException(
          "PostgreSQL does not run as root, and no other user can reach "
              + data
              + ": run Brokerway as another user, choose a data folder that others may pass"
              + " through, or set a database URL");
    }
    return NAMESPACE;
  }

  private static @Nullable List<String> prefixFor(String user)
      throws IOException, InterruptedException {
    var choices =
        List.of(
            List.of("setpriv", "--reuid=" + user, "--regid=" + groupOf(user), "--clear-groups"),
            List.of("runuser", "-u", user, "--"));
    for (var choice : choices) {
      var probe = new ArrayList<>(choice);
      probe.add("true");
      if (works(probe)) {
        return choice;
      }
    }
    return null;
  }

  private static String groupOf(String user) throws IOException {
    try (var lines = Files.lines(Path.of("/etc/passwd"))) {
      return lines
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length > 3 && fields[0].equals(user))
          .map(fields -> fields[3])
          .findFirst()
          .orElse(user);
    }
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // The program is not installed.
    }
  }
}
