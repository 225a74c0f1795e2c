package io.codemaster.app.demo;

import io.codemaster.api.requirement.Priority;

/** A ready-made requirement of the demonstration, as {@code demo/requirements.json} holds it. */
record DemoRequirement(String title, String description, Priority priority, String scenario) {}
