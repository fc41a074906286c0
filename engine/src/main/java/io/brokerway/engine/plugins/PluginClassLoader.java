package io.brokerway.engine.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one plugin. The contract's packages come from the gateway, and so does the logging
 * facade, so that a plugin's lines land in the gateway's log; Java's own come from Java; everything
 * else is the plugin's own, and no other plugin and not the gateway sees it.
 */
final class PluginClassLoader extends SecureClassLoader {
  static {
    registerAsParallelCapable();
  }

  static final String CONTRACT = "io.brokerway.broker.";

  /** What a plugin shares with the gateway. */
  private static final List<String> SHARED =
      List.of(CONTRACT, "org.slf4j.", "org.jspecify.annotations.");

  private final ClassLoader gateway;
  private final PluginJar jar;

  PluginClassLoader(PluginJar jar, ClassLoader gateway) {
    super("plugin-" + jar.file(), ClassLoader.getPlatformClassLoader());
    this.gateway = gateway;
    this.jar = jar;
  }

  static boolean isShared(String className) {
    return SHARED.stream().anyMatch(className::startsWith);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return isShared(name) ? gateway.loadClass(name) : super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var path = name.replace('.', '/') + ".class";
    var bytes = jar.entries().get(path);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    var source = new CodeSource(url(""), (Certificate[]) null);
    return defineClass(name, bytes, 0, bytes.length, source);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return jar.entries().containsKey(name) ? url(name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    var found = findResource(name);
    return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
  }

  private URL url(String name) {
    try {
      return URL.of(
          new URI("plugin", null, "/" + jar.file() + "!/" + name, null), new InMemory(name));
    } catch (MalformedURLException | URISyntaxException e) {
      throw new IllegalStateException("no address for " + name, e);
    }
  }

  /** Opens one entry of the jar. */
  private final class InMemory extends URLStreamHandler {
    private final String entry;

    InMemory(String entry) {
      this.entry = entry;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {
          // It is in memory already.
        }

        @Override
        public InputStream getInputStream() throws IOException {
          var bytes = jar.entries().get(entry);
          if (bytes == null) {
            throw new IOException("no entry " + entry);
          }
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
