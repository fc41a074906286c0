package io.brokerway.engine.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brokerway.broker.BrokerFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles and packs plugins for tests. */
public final class JarForge {
  private static final String SERVICE = "META-INF/services/" + BrokerFactory.class.getName();

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Set<String> left = new java.util.HashSet<>();

  /** A sound plugin with the broker {@code tiny}. */
  public static JarForge tiny() {
    return new JarForge()
        .source("tiny.TinyBrokerFactory", tinySource())
        .source("tiny.Name", "package tiny; class Name { static String of() { return \"Tiny\"; } }")
        .service("tiny.TinyBrokerFactory");
  }

  static String tinySource() {
    try (var in = JarForge.class.getResourceAsStream("/plugins/TinyBrokerFactory.java")) {
      return new String(Objects.requireNonNull(in, "the tiny broker").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class, in the place of one of the same name. */
  JarForge source(String className, String code) {
    sources.put(className, code);
    return this;
  }

  /** The text of a class with something else in the place of a part of it. */
  JarForge replace(String className, String old, String now) {
    var code = Objects.requireNonNull(sources.get(className), className);
    if (!code.contains(old)) {
      throw new IllegalArgumentException("%s has no '%s'".formatted(className, old));
    }
    return source(className, code.replace(old, now));
  }

  /** A class that the others are compiled against, and that is not packed. */
  JarForge against(String className, String code) {
    left.add(className);
    return source(className, code);
  }

  JarForge service(String factory) {
    return entry(SERVICE, factory.getBytes(UTF_8));
  }

  JarForge without(String entry) {
    entries.remove(entry);
    return this;
  }

  JarForge withoutService() {
    return without(SERVICE);
  }

  JarForge entry(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  /** Writes the jar; its digest. */
  public Sha256 write(Path file) {
    var all = new TreeMap<>(entries);
    compile(sources)
        .forEach((name, bytes) -> {
          if (left.stream().noneMatch(one -> name.equals(one) || name.startsWith(one + "$"))) {
            all.put(name.replace('.', '/') + ".class", bytes);
          }
        });
    try {
      Files.write(file, packed(all));
      return Sha256.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** The classes by their binary names. */
  static Map<String, byte[]> compile(Map<String, String> sources) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = new InMemory(compiler.getStandardFileManager(null, null, UTF_8))) {
      List<Source> units =
          sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
      var options = List.of("--release", "25", "-proc:none", "-nowarn");
      if (!compiler.getTask(said, files, null, options, null, units).call()) {
        throw new AssertionError("the plugin does not compile:\n" + said);
      }
      return files.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String className, String code) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreErrors) {
      return code;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    InMemory(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      var bytes = new ByteArrayOutputStream();
      written.put(className, bytes);
      return new SimpleJavaFileObject(URI.create("memory:///" + className + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }

    Map<String, byte[]> classes() {
      var classes = new TreeMap<String, byte[]>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }
}
