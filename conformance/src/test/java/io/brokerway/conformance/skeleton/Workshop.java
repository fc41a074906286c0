package io.brokerway.conformance.skeleton;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of those parts of the repository that a new broker touches, and the tools to build what is
 * new there: the compiler with the very arguments of the root {@code pom.xml}.
 */
record Workshop(Path root) {
  private static final Path REPOSITORY = Path.of("..");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final int MOST_SECONDS = 120;

  private static final List<String> TOUCHED =
      List.of(
          "pom.xml",
          "server/pom.xml",
          "conformance/pom.xml",
          "simulators/demo.env",
          "simulators/src/main/java/io/brokerway/simulators/Simulators.java",
          "conformance/src/test/java/io/brokerway/conformance/brokers");

  static Workshop in(Path root) throws IOException {
    var workshop = new Workshop(root);
    for (var name : TOUCHED) {
      workshop.copy(name);
    }
    return workshop;
  }

  private void copy(String name) throws IOException {
    try (var files = Files.walk(REPOSITORY.resolve(name))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var to = root.resolve(REPOSITORY.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  String text(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  /** Compiles every source of the copy, tests too; the folder of all classes and resources. */
  Path compile() throws IOException, InterruptedException {
    var classes = root.resolve("classes");
    compile(classes, sources("src/main/java"));
    compile(classes, sources("src/test/java"));
    var resources = root.resolve("brokers/acmemarkets/src/main/resources");
    try (var files = Files.walk(resources)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var to = classes.resolve(resources.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return classes;
  }

  private void compile(Path classes, List<String> sources)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(JAVA.resolve("javac").toString(), "-proc:none"));
    Files.readAllLines(REPOSITORY.resolve(".mvn/jvm.config")).stream()
        .filter(line -> line.startsWith("--add-"))
        .forEach(line -> command.add("-J" + line));
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(compilerArguments());
    command.addAll(List.of("--release", "25", "-parameters", "-d", classes.toString()));
    command.addAll(List.of("-cp", before(classes), "-processorpath", classPath()));
    command.addAll(sources);
    run(command);
  }

  /** The copy's classes win over those of the build. */
  private static String before(Path classes) {
    return String.join(File.pathSeparator, classes.toString(), classPath());
  }

  private static List<String> compilerArguments() throws IOException {
    var pom = Files.readString(REPOSITORY.resolve("pom.xml"));
    var found =
        Pattern.compile("<arg>(.*?)</arg>")
            .matcher(pom)
            .results()
            .map(one -> one.group(1))
            .toList();
    assertThat(found).anyMatch(one -> one.contains("NullAway:ERROR"));
    return found;
  }

  private List<String> sources(String part) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".java") && name.contains(part))
          .toList();
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Runs a class of the copy; what it printed. */
  String java(Path classes, String main, String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                JAVA.resolve("java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                before(classes),
                main));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    var output = Files.createTempFile(root, "output", ".txt");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as("ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    var text = Files.readString(output, UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
