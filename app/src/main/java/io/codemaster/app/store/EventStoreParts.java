package io.codemaster.app.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** The record and the artifacts for a program that is not the product: it reads events, and no deadline fires in it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({EventStoreConfiguration.class, JdbcArtifactStore.class})
@EnableConfigurationProperties(DataDirectoryProperties.class)
public @interface EventStoreParts {}
