package io.codemaster.app.store.rebuild;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.app.roles.RolesInitializer;
import io.codemaster.app.store.EventStoreParts;
import io.codemaster.app.store.database.DatabaseConfiguration;
import io.codemaster.app.web.start.ConsoleNotice;

/** The product's own projections on a database, and nothing else of it; no processor calls them. */
@EnableAutoConfiguration
@EventStoreParts
@Import({DatabaseConfiguration.class, ConsoleNotice.class})
@ComponentScan(
        basePackages = {"io.codemaster.query", "io.codemaster.app.upgrade"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Controller|QueryHandler)"))
final class ViewParts {

    /** What {@code SpringApplication} calls the source that it makes of all others. */
    private static final String ATTACHED = "configurationProperties";

    /**
     * Starts them. It is no application of its own: the process around them keeps its log and its shutdown as they are.
     *
     * @param environment the product's settings
     * @param settings what is different, the database first of all
     * @param artifacts where what is too large for an event is; null for the same database
     */
    static AnnotationConfigApplicationContext open(
            ConfigurableEnvironment environment, Map<String, Object> settings, @Nullable ArtifactStore artifacts) {
        var own = new StandardEnvironment();
        var sources = own.getPropertySources();
        sources.forEach(it -> sources.remove(it.getName()));
        environment.getPropertySources().stream()
                .filter(it -> !it.getName().equals(ATTACHED))
                .forEach(sources::addLast);
        sources.addFirst(new MapPropertySource("read models made anew", settings));
        ConfigurationPropertySources.attach(own);
        var context = new AnnotationConfigApplicationContext();
        // never that of the thread: a request's sees the product's classes and is not where they are defined
        context.setClassLoader(ViewParts.class.getClassLoader());
        context.setEnvironment(own);
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        new RolesInitializer().initialize(context);
        context.register(ViewParts.class);
        if (artifacts != null) {
            context.registerBean("artifactsElsewhere", ArtifactStore.class, () -> artifacts, it -> it.setPrimary(true));
        }
        try {
            context.refresh();
        } catch (RuntimeException failed) {
            context.close();
            throw failed;
        }
        return context;
    }

    /** What calls the handlers of each processing group. */
    static Map<String, EventHandlerInvoker> invokers(Configuration axon) {
        var invokers = new TreeMap<String, EventHandlerInvoker>();
        Objects.requireNonNull(axon.eventProcessingConfiguration())
                .eventProcessors()
                .forEach((name, processor) -> invokers.put(name, ((IdleProcessor) processor).invoker()));
        return invokers;
    }

    /** One event that a projection cannot handle ends it: a view that is made anew has to be whole. */
    @Bean
    ConfigurerModule wholeViews() {
        return configurer -> configurer.eventProcessing(processing -> processing
                .registerEventProcessorFactory((name, axon, invoker) -> new IdleProcessor(name, invoker))
                .registerDefaultListenerInvocationErrorHandler(axon -> (exception, event, handler) -> {
                    throw exception;
                }));
    }
}
