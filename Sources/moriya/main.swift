print("moriya")
