// What the stub needs when it is compiled to need something. The tests compile it, link against it and take it away.
__attribute__((visibility("default"))) int stub_dependency(void) { return 1; }
